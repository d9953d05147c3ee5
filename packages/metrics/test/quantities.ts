import type { Quantity } from '@rivulet/core'
import {
  LastValueBaseline,
  MeanAbsoluteError,
  MeanBaseline,
  MeanSquaredError,
  type QuantityBaseline,
  type RegressionMetric,
  RootMeanSquaredError,
  RSquared,
} from '../src/index.ts'

/** Every metric of forecasts of quantities, for every law that all of them obey. A new one is added here. */
export const quantityMetrics: Record<string, () => RegressionMetric<Quantity>> = {
  MeanSquaredError: () => new MeanSquaredError<Quantity>(),
  RootMeanSquaredError: () => new RootMeanSquaredError<Quantity>(),
  MeanAbsoluteError: () => new MeanAbsoluteError<Quantity>(),
  RSquared: () => new RSquared<Quantity>(),
}

/** Every baseline of quantities. */
export const quantityBaselines: Record<string, () => QuantityBaseline> = {
  LastValueBaseline: () => new LastValueBaseline(new MeanAbsoluteError()),
  MeanBaseline: () => new MeanBaseline(new MeanAbsoluteError()),
}
