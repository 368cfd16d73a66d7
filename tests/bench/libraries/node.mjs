// The engines that ours is compared with, as Node loads them; `browser.mjs` stands in for this file in a bundle.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(new URL('../../oracles/package.json', import.meta.url))
const folder = (path) => fileURLToPath(new URL(`../../oracles/node_modules/${path}/`, import.meta.url))

export const loadConvnetjs = async () => require('convnetjs')

export async function loadTensorflow() {
  const tf = require('@tensorflow/tfjs')
  const wasm = require('@tensorflow/tfjs-backend-wasm')
  if (tf.getBackend() === 'wasm') return tf
  wasm.setThreadsCount(1)
  wasm.setWasmPaths(folder('@tensorflow/tfjs-backend-wasm/dist'))
  await tf.setBackend('wasm')
  return tf
}

export async function loadOnnx() {
  const ort = require('onnxruntime-web')
  ort.env.wasm.numThreads = 1
  ort.env.logLevel = 'error'
  return ort
}
