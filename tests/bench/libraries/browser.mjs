// The same engines as a browser loads them; stands in for `node.mjs` in the bundle.
import plain from '../../oracles/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simd from '../../oracles/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threaded from '../../oracles/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import onnx from '../../oracles/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm?url'

export const loadConvnetjs = async () =>
  (await import('../../oracles/node_modules/convnetjs/build/convnet.js')).default

export async function loadTensorflow() {
  const tf = await import('../../oracles/node_modules/@tensorflow/tfjs/dist/index.js')
  const wasm = await import('../../oracles/node_modules/@tensorflow/tfjs-backend-wasm/dist/index.js')
  if (tf.getBackend() === 'wasm') return tf
  wasm.setThreadsCount(1)
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  })
  await tf.setBackend('wasm')
  return tf
}

export async function loadOnnx() {
  const ort = await import('../../oracles/node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs')
  ort.env.wasm.numThreads = 1
  ort.env.wasm.wasmPaths = { wasm: onnx }
  ort.env.logLevel = 'error'
  return ort
}
