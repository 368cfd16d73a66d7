/** As much of ConvNetJS 0.3.0 as is used here; it has no types of its own. Volumes are channels last: ((sx · y) + x) · depth + d. */
export interface Vol {
  readonly w: Float64Array
  readonly dw: Float64Array
}

export interface ConvNetLayer {
  readonly layer_type: string
  readonly filters: readonly Vol[]
  readonly biases: Vol
  forward(input: Vol, training: boolean): Vol
  backward(): void
}

export interface Net {
  readonly layers: readonly ConvNetLayer[]
  makeLayers(definitions: readonly Record<string, number | string>[]): void
  forward(input: Vol, training: boolean): Vol
}

export interface Trainer {
  /** Forward and backward of one example; after `batch_size` of them the update. */
  train(input: Vol, label: number): { readonly cost_loss: number }
}

declare const convnetjs: {
  Vol: new (sx: number, sy: number, depth: number, fill?: number) => Vol
  Net: new () => Net
  ConvLayer: new (definition: Record<string, number>) => ConvNetLayer
  Trainer: new (net: Net, options: Record<string, number | string>) => Trainer
}
export default convnetjs
