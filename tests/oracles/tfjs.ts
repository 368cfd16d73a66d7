import * as tf from '@tensorflow/tfjs'

/** TensorFlow.js on its CPU backend: slow, plain loops in JavaScript, independent of ours. */
await tf.setBackend('cpu')

export { tf }
