/**
 * The WebAssembly text of the kernels. Addresses are in bytes; an event is n inputs, with their `places`, in numbers, and
 * `values`; `w` is where a block of row 0 begins. Lanes run across the scores of one feature, two in a register, and never
 * across features: so every score is summed in the order of the features, as the plain loops sum it.
 */

/** Up to so many pairs of scores are kept in registers. */
export const MOST_PAIRS = 5

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const offset = (i: number): string => (i === 0 ? '' : ` offset=${16 * i}`)

/** For each input of an event: `$at` is its row, `$p` where its value is. Then it goes on to the next. */
function eachInput(body: string): string {
  return `
    (local.set $end (i32.add (local.get $places) (i32.shl (local.get $n) (i32.const 2))))
    (loop $next
      (local.set $at (i32.add (local.get $w) (i32.shl (i32.load (local.get $places)) (i32.const 3))))
      ${body}
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (br_if $next (i32.lt_u (local.tee $places (i32.add (local.get $places) (i32.const 4))) (local.get $end))))`
}

/** For each pair of scores: `$k` is 16 times its number. */
function eachPair(body: string): string {
  return `
      (local.set $k (i32.const 0))
      (loop $pair
        ${body}
        (br_if $pair (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $size))))`
}

const EVENT = '(param $n i32) (param $places i32) (param $p i32) (param $w i32)'

/** z_k = Σ_j w_jk x_j of so many pairs of scores. */
function scores(pairs: number): string {
  const each = (line: (i: number) => string): string => range(pairs).map(line).join('\n      ')
  return `
  (func (export "scores${pairs}") ${EVENT} (param $z i32)
    (local $end i32) (local $at i32) (local $x v128) ${each((i) => `(local $z${i} v128)`)}
    ${eachInput(`(local.set $x (v128.load64_splat (local.get $p)))
      ${each((i) => `(local.set $z${i} (f64x2.add (local.get $z${i}) (f64x2.mul (v128.load${offset(i)} (local.get $at)) (local.get $x))))`)}`)}
    ${each((i) => `(v128.store${offset(i)} (local.get $z) (local.get $z${i}))`)})`
}

/** w_jk += a x_j g_k of so many pairs of scores; a is −η. */
function axpy(pairs: number): string {
  const each = (line: (i: number) => string): string => range(pairs).map(line).join('\n      ')
  return `
  (func (export "axpy${pairs}") ${EVENT} (param $g i32) (param $a f64)
    (local $end i32) (local $at i32) (local $x v128) (local $aa v128) ${each((i) => `(local $g${i} v128)`)}
    (local.set $aa (f64x2.splat (local.get $a)))
    ${each((i) => `(local.set $g${i} (v128.load${offset(i)} (local.get $g)))`)}
    ${eachInput(`(local.set $x (f64x2.mul (local.get $aa) (v128.load64_splat (local.get $p))))
      ${each((i) => `(v128.store${offset(i)} (local.get $at) (f64x2.add (v128.load${offset(i)} (local.get $at)) (f64x2.mul (local.get $x) (local.get $g${i}))))`)}`)})`
}

/** One score: no lanes, but no checks of bounds either. */
const ONE = `
  (func (export "score") ${EVENT} (result f64)
    (local $end i32) (local $at i32) (local $z f64)
    ${eachInput('(local.set $z (f64.add (local.get $z) (f64.mul (f64.load (local.get $at)) (f64.load (local.get $p)))))')}
    (local.get $z))
  (func (export "axpy") ${EVENT} (param $a f64) (param $g f64)
    (local $end i32) (local $at i32)
    ${eachInput(`(f64.store (local.get $at) (f64.add (f64.load (local.get $at))
        (f64.mul (f64.mul (local.get $a) (f64.load (local.get $p))) (local.get $g))))`)})`

/** Rules that remember: `$block` is the bytes from block to block, `$size` those of the pairs in use. */
const RULE = '(param $g i32) (param $size i32) (param $block i32)'
const AT = '(i32.add (local.get $at) (local.get $k))'
const pairOf = (base: string): string => `(v128.load (i32.add (local.get $${base}) (local.get $k)))`

/** Squares of the gradients are summed in block 1: `$s` = G + g², `$gx` = g. */
const GROWN = `
        (local.set $b (i32.add ${AT} (local.get $block)))
        (local.set $gx (f64x2.mul ${pairOf('g')} (local.get $x)))
        (v128.store (local.get $b) (local.tee $s (f64x2.add (v128.load (local.get $b)) (f64x2.mul (local.get $gx) (local.get $gx)))))`

const ADAGRAD = `
  (func (export "adagrad") ${EVENT} ${RULE} (param $eta f64) (param $epsilon f64)
    (local $end i32) (local $at i32) (local $k i32) (local $b i32) (local $x v128) (local $gx v128) (local $s v128)
    ${eachInput(`(local.set $x (v128.load64_splat (local.get $p)))
      ${eachPair(`${GROWN}
        (v128.store ${AT} (f64x2.sub (v128.load ${AT})
          (f64x2.div (f64x2.mul (f64x2.splat (local.get $eta)) (local.get $gx))
            (f64x2.sqrt (f64x2.add (local.get $s) (f64x2.splat (local.get $epsilon)))))))`)}`)})`

/** The first pass of the normalised rule: N = max(N, |x|), w scaled to it, G grown; sums of x²/N per √G into `$sums`. */
const MEASURE = `
  (func (export "measure") ${EVENT} ${RULE} (param $sums i32) (result f64)
    (local $end i32) (local $at i32) (local $k i32) (local $b i32) (local $x v128) (local $gx v128) (local $s v128)
    (local $magnitude f64) (local $largest f64) (local $scale f64) (local $ratio f64) (local $all f64)
    ${eachInput(`(local.set $x (v128.load64_splat (local.get $p)))
      (local.set $magnitude (f64.abs (f64.load (local.get $p))))
      (local.set $b (i32.add (local.get $at) (i32.shl (local.get $block) (i32.const 1))))
      (local.set $largest (f64.load (local.get $b)))
      (local.set $scale (f64.max (local.get $magnitude) (local.get $largest)))
      (if (f64.gt (local.get $magnitude) (local.get $largest)) (then
        (f64.store (local.get $b) (local.get $magnitude))
        (local.set $ratio (f64.div (local.get $largest) (local.get $magnitude)))
        ${eachPair(`(v128.store ${AT} (f64x2.mul (v128.load ${AT}) (f64x2.splat (local.get $ratio))))`)}))
      (local.set $ratio (f64.div (local.get $magnitude) (local.get $scale)))
      (local.set $all (f64.add (local.get $all) (f64.mul (local.get $ratio) (local.get $ratio))))
      (local.set $ratio (f64.mul (f64.load (local.get $p)) (f64.div (f64.load (local.get $p)) (local.get $scale))))
      ${eachPair(`${GROWN}
        (v128.store (i32.add (local.get $sums) (local.get $k)) (f64x2.add ${pairOf('sums')}
          (v128.and (f64x2.gt (local.get $s) (v128.const i64x2 0 0))
            (f64x2.div (f64x2.splat (local.get $ratio)) (f64x2.sqrt (local.get $s))))))`)}`)}
    (local.get $all))`

/** Where G > 0, w += a g/√G, a = −η x/N. */
const NORMALIZED = `
  (func (export "normalized") ${EVENT} ${RULE} (param $a f64)
    (local $end i32) (local $at i32) (local $k i32) (local $x v128) (local $s v128)
    ${eachInput(`(local.set $x (f64x2.splat (f64.div (f64.mul (local.get $a) (f64.load (local.get $p)))
        (f64.load (i32.add (local.get $at) (i32.shl (local.get $block) (i32.const 1)))))))
      ${eachPair(`(local.set $s (v128.load (i32.add ${AT} (local.get $block))))
        (v128.store ${AT} (v128.bitselect
          (f64x2.add (v128.load ${AT}) (f64x2.div (f64x2.mul (local.get $x) ${pairOf('g')}) (f64x2.sqrt (local.get $s))))
          (v128.load ${AT})
          (f64x2.gt (local.get $s) (v128.const i64x2 0 0))))`)}`)})`

/** Whether no number is 0, NaN or above a magnitude: two at a time, and the last one by itself. */
const WHOLE = `
  (func (export "whole") (param $n i32) (param $p i32) (param $magnitude f64) (result i32)
    (local $end i32) (local $x v128)
    (local.set $end (i32.add (local.get $p) (i32.shl (local.get $n) (i32.const 3))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $p) (local.get $end)))
        (local.set $x (f64x2.abs (v128.load64_splat (local.get $p))))
        (if (i32.lt_u (i32.add (local.get $p) (i32.const 8)) (local.get $end))
          (then (local.set $x (f64x2.abs (v128.load (local.get $p))))))
        (local.set $p (i32.add (local.get $p) (i32.const 16)))
        (br_if $next (i64x2.all_true (v128.and
          (f64x2.gt (local.get $x) (v128.const i64x2 0 0))
          (f64x2.le (local.get $x) (f64x2.splat (local.get $magnitude))))))
        (return (i32.const 0))))
    (i32.const 1))`

/** Whether features ascend and stay below a width, and no value is 0, NaN or above a magnitude. */
const ASCENDING = `
  (func (export "ascending") (param $n i32) (param $f i32) (param $p i32) (param $width i32) (param $magnitude f64) (result i32)
    (local $end i32) (local $x f64) (local $last i32) (local $bad i32)
    (local.set $end (i32.add (local.get $f) (i32.shl (local.get $n) (i32.const 2))))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $f) (local.get $end)))
        (local.set $x (f64.abs (f64.load (local.get $p))))
        (local.set $bad (i32.or (local.get $bad) (i32.or
          (i32.or (i32.eqz (f64.le (local.get $x) (local.get $magnitude))) (f64.eq (local.get $x) (f64.const 0)))
          (i32.lt_u (i32.load (local.get $f)) (local.get $last)))))
        (local.set $last (i32.add (i32.load (local.get $f)) (i32.const 1)))
        (local.set $p (i32.add (local.get $p) (i32.const 8)))
        (local.set $f (i32.add (local.get $f) (i32.const 4)))
        (br $next)))
    (i32.eqz (i32.or (local.get $bad) (i32.gt_u (local.get $last) (local.get $width)))))`

/** The module, as WebAssembly text. */
export function simdText(): string {
  const sizes = range(MOST_PAIRS).map((i) => i + 1)
  return `(module
  (import "_" "memory" (memory 0))
  ${sizes.map(scores).join('')}
  ${sizes.map(axpy).join('')}
  ${ONE}
  ${ADAGRAD}
  ${MEASURE}
  ${NORMALIZED}
  ${WHOLE}
  ${ASCENDING})
`
}
