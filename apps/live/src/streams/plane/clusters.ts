import { check, Random, type SnapshotReader, type SnapshotWriter, type Stateful } from '@rivulet/core'
import { readCount, whole } from '@rivulet/core/snapshot'
import { CLASSES, type ClassName, type Dot } from './picture.ts'

/** How far a point lies from its centre, in each direction: the standard deviation. */
export const SPREAD = 0.18

/** How far the middles of the paths are from the middle of the plane. */
const RADIUS = 0.65

/** How far a centre goes from the middle of its path to each side. */
const REACH = 0.34

/** 2³² divided by the golden ratio, and odd: its multiples spread evenly, so that the seeds of neighbours differ in many bits. */
const GOLDEN = 0x9e3779b1

/** Half of √3. */
const H = Math.sqrt(3) / 2

/** The directions of the classes: the corners of a hexagon, so that the first three stand far apart and a line can cut off each. */
const DIRECTIONS = [
  [0, 1],
  [-H, -0.5],
  [H, -0.5],
  [H, 0.5],
  [-H, 0.5],
  [0, -1],
] as const

/**
 * Where the centre of class k is after n generated events: it goes to and fro on a straight path, at constant speed.
 *
 * centre_k(n) = 0.65 d_k + 0.34 τ(n / P_k) d_k⊥,  P_k = 1500 + 300 k events,
 * τ the triangle wave of period 1: 0 at 0, 1 at ¼, −1 at ¾
 *
 * @param k - the class, 0 to 5
 * @param n - events generated so far, of all classes
 */
export function centre(k: number, n: number): readonly [x: number, y: number] {
  const [x, y] = DIRECTIONS[k] as (typeof DIRECTIONS)[number]
  const side = REACH * triangle(n / period(k))
  return [RADIUS * x - side * y, RADIUS * y + side * x]
}

/** After how many events a centre is back, going the same way. */
export function period(k: number): number {
  return 1500 + 300 * k
}

function triangle(phase: number): number {
  const shifted = phase + 0.25
  return 1 - 4 * Math.abs(shifted - Math.floor(shifted) - 0.5)
}

/**
 * Clusters that drift: each point is of a random class, normally distributed around the centre of that class now. A point depends on
 * the seed, on its number and on how many classes there are, so that one can begin at any of them.
 */
export class Clusters implements Stateful {
  readonly #seed: number
  #classes: number

  /**
   * @param seed - equal seeds give equal points
   * @param classes - how many classes there are at the start, 2 to 6
   */
  constructor(seed: number, classes: number) {
    this.#seed = seed
    this.#classes = checkClasses(classes, 2)
  }

  /** The classes that points come from. */
  get classes(): readonly ClassName[] {
    return CLASSES.slice(0, this.#classes)
  }

  /** From now on points come from so many classes: never fewer than before, at most 6. */
  grow(classes: number): void {
    this.#classes = checkClasses(classes, this.#classes)
  }

  /** Point number n, from 0. */
  point(n: number): Dot {
    const random = new Random((this.#seed + Math.imul(n, GOLDEN)) >>> 0)
    const k = random.below(this.#classes)
    const [x, y] = centre(k, n)
    return [x + SPREAD * random.normal(), y + SPREAD * random.normal(), CLASSES[k] as ClassName]
  }

  /** Writes how many classes there are. */
  save(to: SnapshotWriter): void {
    to.text('classes', String(this.#classes))
  }

  /** Goes on with as many classes as were saved. */
  load(from: SnapshotReader): void {
    this.#classes = readCount(from, 'classes', whole(2, CLASSES.length))
  }
}

function checkClasses(classes: number, least: number): number {
  const whole = Number.isInteger(classes) && classes >= least && classes <= CLASSES.length
  check(whole, 'classes', `a whole number from ${least} to ${CLASSES.length}`, classes)
  return classes
}
