import type * as tf from '../../oracles/node_modules/@tensorflow/tfjs'
import type * as ort from '../../oracles/node_modules/onnxruntime-common'
import type { ConvNetJS } from './convnetjs'

export declare function loadConvnetjs(): Promise<ConvNetJS>
/** On its WASM backend, one thread, and ready. */
export declare function loadTensorflow(): Promise<typeof tf>
/** One thread. */
export declare function loadOnnx(): Promise<typeof ort>
