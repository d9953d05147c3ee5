/**
 * What a field of an event may hold, and the features that it means.
 *
 * - A text s under key k is the feature `k=s` with value 1.
 * - A boolean is the feature `k=true` or `k=false` with value 1: false is not missing.
 * - A number is the feature `k` with that value; 0 has no feature, as in every sparse vector.
 * - A list of texts is a bag: `k=s` once for every s in it, so that repetitions add up.
 * - An object within is its fields under `k.`: `{ user: { country: 'NL' } }` has the feature `user.country=NL`.
 * - `null` and `undefined` are missing: no feature.
 *
 * Two names that read the same are the same feature: `{ 'a=b': 1 }` and `{ a: 'b' }` are. Only own enumerable
 * properties with string keys count, and a key is never used to look anything up, so that `__proto__` is a key like any
 * other.
 */
export type Field = string | number | boolean | null | undefined | readonly (string | null | undefined)[] | FieldRecord

/** A plain object of fields. */
export interface FieldRecord {
  readonly [key: string]: Field
}

/**
 * The constraint for a type of events: each of its properties is a {@link Field}. It accepts interfaces too, which
 * have no index signature.
 */
export type Fields<E> = { readonly [K in keyof E]: Field }
