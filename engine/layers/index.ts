/** THE list of layers; the LayerSpec union is derived from it. */
export type LayerSpec = { readonly type: string }
