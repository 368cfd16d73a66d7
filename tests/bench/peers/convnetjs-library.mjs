export { default } from '../../oracles/node_modules/convnetjs/build/convnet.js'
