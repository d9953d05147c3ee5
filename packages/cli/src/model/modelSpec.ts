import type { Label } from '@rivulet/core'
import { type FieldOptions, isNumber } from '@rivulet/formats'
import type { FeatureKind } from './features.ts'

/** The models that `--model` knows, and what each is. */
export const MODELS = {
  auto: 'needs no tuning (the default)',
  softmax: 'softmax regression, a weight vector a class',
  logistic: 'logistic regression, for two classes (--classes A,B)',
  perceptron: 'the perceptron of any number of classes',
  'naive-bayes': 'naive Bayes over features that are there or not',
  sgd: 'another name of softmax',
} as const

/** The name of a model. */
export type ModelName = keyof typeof MODELS

/** The names of the models. */
export const modelNames: readonly ModelName[] = Object.keys(MODELS) as ModelName[]

/** The update rules that `--rule` knows. */
export const ruleNames = ['sgd', 'adagrad', 'normalized', 'ftrl', 'passive-aggressive'] as const

/** The name of a rule. */
export type RuleName = (typeof ruleNames)[number]

/** How a linear model learns. */
export interface LinearSettings {
  readonly rule?: RuleName
  /** The step size. */
  readonly eta?: number
  readonly l1?: number
  readonly l2?: number
  /** The classes, if they are not taken as they come. */
  readonly classes?: readonly Label[]
}

/** Everything that makes a model and the features it learns from; a snapshot holds it, and so makes its own model. */
export interface ModelSpec {
  readonly model: ModelName
  readonly settings: LinearSettings
  readonly features: FeatureKind
  /** The field that is the label, '' where each line has its own. */
  readonly label: string
  /** What the other fields are. */
  readonly fields: Omit<FieldOptions, 'label'>
}

/** A spec as the texts of a snapshot. */
export function specTexts({ model, settings, features, label, fields }: ModelSpec): Readonly<Record<string, string>> {
  return { label, model, features, settings: JSON.stringify(settings), fields: JSON.stringify(fields) }
}

/** A class as it is written on a command line: what reads as a number or a boolean is one. */
export function classOf(text: string): Label {
  if (isNumber(text)) return Number(text)
  return text === 'true' || text === 'false' ? text === 'true' : text
}
