/** As much of ConvNetJS 0.3.0 as is used here; it has no types of its own. Volumes are channels last: ((sx · y) + x) · depth + d. */
export interface Vol {
  readonly w: Float64Array
  readonly dw: Float64Array
}

export interface ConvNetLayer {
  readonly layer_type: string
  readonly filters: readonly Vol[]
  readonly biases: Vol
  readonly out_act: Vol
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

export interface ConvNetJS {
  readonly Vol: new (sx: number, sy: number, depth: number, fill?: number) => Vol
  readonly Net: new () => Net
  readonly ConvLayer: new (definition: Record<string, number>) => ConvNetLayer
  readonly Trainer: new (net: Net, options: Record<string, number | string>) => Trainer
}
