import type { FormatName } from '@rivulet/formats'
import type { Arguments } from '../command/arguments.ts'
import type { OptionSpec } from '../command/command.ts'
import { OptionError } from '../command/optionError.ts'
import type { InputOptions } from '../input/inputOptions.ts'
import { featureKindOf } from './features.ts'
import {
  classOf,
  type LinearSettings,
  MODELS,
  type ModelName,
  type ModelSpec,
  modelNames,
  ruleNames,
} from './modelSpec.ts'

/** The options that say which model it is. */
export const MODEL_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'model',
    value: 'NAME',
    help: Object.entries(MODELS)
      .map(([name, says]) => `${name}: ${says}`)
      .join('; '),
  },
  { name: 'rule', value: 'NAME', help: `how a linear model steps: ${ruleNames.join(', ')}` },
  { name: 'eta', value: 'NUMBER', help: 'the step size of a linear model; unless given, the decaying one of its rule' },
  { name: 'l1', value: 'NUMBER', help: 'the penalty λ₁ ‖w‖₁ of a linear model' },
  { name: 'l2', value: 'NUMBER', help: 'the penalty λ₂/2 ‖w‖² of a linear model' },
  {
    name: 'classes',
    value: 'LIST',
    isList: true,
    help: 'the classes, between commas; unless given, labels are taken as they come',
  },
]

/** What was said of a model on the command line; what was not is `undefined`. */
export interface AskedModel {
  readonly model: ModelName | undefined
  readonly settings: LinearSettings
}

/** Reads those options. */
export function modelOptions(args: Arguments): AskedModel {
  const rule = args.oneOf('rule', ruleNames)
  const [eta, l1, l2] = ['eta', 'l1', 'l2'].map((name) => args.number(name, 0))
  const classes = args.list('classes').map(classOf)
  const settings: LinearSettings = {
    ...(rule === undefined ? {} : { rule }),
    ...(eta === undefined ? {} : { eta }),
    ...(l1 === undefined ? {} : { l1 }),
    ...(l2 === undefined ? {} : { l2 }),
    ...(classes.length === 0 ? {} : { classes }),
  }
  return { model: args.oneOf('model', modelNames), settings }
}

/**
 * The whole spec: what was said, and else what the snapshot says, and else the defaults.
 *
 * @throws OptionError if the label is missing, or given where there are no fields
 */
export function specFor(
  { model, settings }: AskedModel,
  { label: asked, delimiter: _, columns: __, ...fields }: InputOptions['fields'],
  format: FormatName,
  saved: ModelSpec | undefined,
): ModelSpec {
  const features = featureKindOf(format)
  const hasFields = features === 'fields'
  if (!hasFields && asked !== undefined)
    throw new OptionError(`--label is for fields: in ${format} each line begins with its label`)
  const label = hasFields ? (asked ?? saved?.label) : ''
  if (label === undefined || (hasFields && label === '')) throw new OptionError('--label FIELD is missing')
  return {
    model: model ?? saved?.model ?? 'auto',
    settings: Object.keys(settings).length > 0 ? settings : (saved?.settings ?? {}),
    features,
    label,
    fields: Object.keys(fields).length > 0 ? fields : (saved?.fields ?? {}),
  }
}
