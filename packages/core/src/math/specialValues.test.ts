import { expect, test } from 'vitest'
import { exp } from './exp.ts'
import { expm1 } from './expm1.ts'
import { log } from './log.ts'
import { log1p } from './log1p.ts'
import { pow } from './pow.ts'
import { tanh } from './tanh.ts'

const tiny = Number.MIN_VALUE
const normal = 2.2250738585072014e-308
const huge = Number.MAX_VALUE

test.each<[string, (x: number) => number, [x: number, value: number][]]>([
  // 709.78… is the last x whose exponential is finite, −745.13… the last one whose exponential is not 0.
  [
    'exp',
    exp,
    [
      [NaN, NaN],
      [0, 1],
      [-0, 1],
      [Infinity, Infinity],
      [-Infinity, 0],
      [tiny, 1],
      [-tiny, 1],
      [709.782712893384, 1.7976931348622732e308],
      [709.7827128933841, Infinity],
      [huge, Infinity],
      [-745.1332191019411, tiny],
      [-745.1332191019412, 0],
      [-huge, 0],
      [1, Math.E],
    ],
  ],
  [
    'expm1',
    expm1,
    [
      [NaN, NaN],
      [0, 0],
      [-0, -0],
      [Infinity, Infinity],
      [-Infinity, -1],
      [tiny, tiny],
      [-tiny, -tiny],
      [normal, normal],
      [1e-300, 1e-300],
      [709.782712893384, 1.7976931348622732e308],
      [709.7827128933841, Infinity],
      [huge, Infinity],
      [-huge, -1],
      [-40, -1],
    ],
  ],
  [
    'log',
    log,
    [
      [NaN, NaN],
      [0, -Infinity],
      [-0, -Infinity],
      [1, 0],
      [-1, NaN],
      [-tiny, NaN],
      [-Infinity, NaN],
      [Infinity, Infinity],
      [tiny, -744.4400719213812],
      [normal, -708.3964185322641],
      [huge, 709.782712893384],
      [Math.E, 1],
      [2, Math.LN2],
      [0.5, -Math.LN2],
    ],
  ],
  [
    'log1p',
    log1p,
    [
      [NaN, NaN],
      [0, 0],
      [-0, -0],
      [-1, -Infinity],
      [-1.0000000000000002, NaN],
      [-huge, NaN],
      [-Infinity, NaN],
      [Infinity, Infinity],
      [huge, 709.782712893384],
      [tiny, tiny],
      [-tiny, -tiny],
      [normal, normal],
      [1e-300, 1e-300],
      [-0.9999999999999999, -36.7368005696771],
      [1, Math.LN2],
    ],
  ],
  [
    'tanh',
    tanh,
    [
      [NaN, NaN],
      [0, 0],
      [-0, -0],
      [Infinity, 1],
      [-Infinity, -1],
      [tiny, tiny],
      [-tiny, -tiny],
      [normal, normal],
      [1e-300, 1e-300],
      [huge, 1],
      [-huge, -1],
      [20, 1],
      [-20, -1],
    ],
  ],
])('%s of special values', (_, f, table) => {
  for (const [x, value] of table) expect(f(x), `${x}`).toBe(value)
})

// ECMA-262, Number::exponentiate, rule by rule. Powers of 1 and of −1 by NaN or ±Infinity are NaN, unlike in C.
test.each<[string, [x: number, y: number, value: number][]]>([
  [
    'a NaN exponent',
    [
      [1, NaN, NaN],
      [0, NaN, NaN],
      [NaN, NaN, NaN],
      [Infinity, NaN, NaN],
      [-2, NaN, NaN],
    ],
  ],
  [
    'a zero exponent',
    [
      [NaN, 0, 1],
      [NaN, -0, 1],
      [0, 0, 1],
      [-0, -0, 1],
      [Infinity, 0, 1],
      [-Infinity, -0, 1],
    ],
  ],
  [
    'a NaN base',
    [
      [NaN, 1, NaN],
      [NaN, -2, NaN],
      [NaN, Infinity, NaN],
    ],
  ],
  [
    'a base of Infinity',
    [
      [Infinity, tiny, Infinity],
      [Infinity, 3, Infinity],
      [Infinity, -tiny, 0],
      [Infinity, Infinity, Infinity],
      [Infinity, -Infinity, 0],
    ],
  ],
  [
    'a base of −Infinity',
    [
      [-Infinity, 3, -Infinity],
      [-Infinity, 2, Infinity],
      [-Infinity, 0.5, Infinity],
      [-Infinity, -3, -0],
      [-Infinity, -2, 0],
      [-Infinity, -0.5, 0],
      [-Infinity, Infinity, Infinity],
      [-Infinity, -Infinity, 0],
    ],
  ],
  [
    'a base of 0',
    [
      [0, 3, 0],
      [0, tiny, 0],
      [0, -3, Infinity],
      [0, -tiny, Infinity],
      [0, Infinity, 0],
      [0, -Infinity, Infinity],
    ],
  ],
  [
    'a base of −0',
    [
      [-0, 3, -0],
      [-0, 2, 0],
      [-0, 0.5, 0],
      [-0, -3, -Infinity],
      [-0, -2, Infinity],
      [-0, -0.5, Infinity],
      [-0, Infinity, 0],
      [-0, -Infinity, Infinity],
      [-0, huge, 0],
    ],
  ],
  [
    'an infinite exponent',
    [
      [2, Infinity, Infinity],
      [-2, Infinity, Infinity],
      [2, -Infinity, 0],
      [0.5, Infinity, 0],
      [-0.5, Infinity, 0],
      [0.5, -Infinity, Infinity],
      [1, Infinity, NaN],
      [1, -Infinity, NaN],
      [-1, Infinity, NaN],
      [-1, -Infinity, NaN],
    ],
  ],
  [
    'a negative base',
    [
      [-8, 1 / 3, NaN],
      [-1, 0.5, NaN],
      [-2, 3, -8],
      [-2, 2, 4],
      [-2, -1, -0.5],
      [-1, 2 ** 53, 1],
      [-1, 2 ** 53 - 1, -1],
      [-1, huge, 1],
      [-2, 1023, -(2 ** 1023)],
    ],
  ],
  [
    'overflow and underflow',
    [
      [2, 1023, 2 ** 1023],
      [2, 1024, Infinity],
      [-2, 1025, -Infinity],
      [2, -1074, tiny],
      [2, -1075, 0],
      [-2, -1075, -0],
      [-2, -1077, -0],
      [2, huge, Infinity],
      [2, -huge, 0],
      [0.5, huge, 0],
      [1.0000000000000002, huge, Infinity],
      [0.9999999999999999, huge, 0],
      [1, huge, 1],
      [huge, tiny, 1],
      [tiny, tiny, 1],
      [tiny, 1, tiny],
      [huge, 1, huge],
      [tiny, 0.5, 2 ** -537],
      [normal, 1, normal],
    ],
  ],
])('pow with %s', (_, table) => {
  for (const [x, y, value] of table) expect(pow(x, y), `${x} to the ${y}`).toBe(value)
})
