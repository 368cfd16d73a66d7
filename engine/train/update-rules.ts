/** Which rule moves the weights, and its settings. */
export type UpdateSpec =
  | { readonly type: 'sgd'; readonly rate: number }
  | { readonly type: 'momentum'; readonly rate: number; readonly momentum: number }
