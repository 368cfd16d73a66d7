/**
 * All networks by name, those as well that are too large to be trained here. Each is built when it is asked for; a page that opens only
 * what the Lab offers (`zoo`) carries none of this.
 */

import { alexnet, alexnet224, alexnetUngrouped, zfnet, zfnetWide } from './alexnet'
import { alexnetSmall } from './alexnet-small'
import { allConv } from './all-conv'
import { convnetjsCifar10 } from './convnetjs-cifar10'
import { convnetjsMnist } from './convnetjs-mnist'
import { cs231n } from './cs231n'
import { filters32 } from './filters32'
import { googlenet, googlenetHeads } from './googlenet'
import { inceptionSmall } from './inception-small'
import { lenet5 } from './lenet5'
import { lenet5Of1998 } from './lenet5-1998'
import { lenet5OfTanh } from './lenet5-tanh'
import { linear } from './linear'
import { resnets } from './resnet'
import { resnetSmall } from './resnet-small'
import { small } from './small'
import { vgg11, vgg13, vgg16, vgg16Conv, vgg19 } from './vgg'
import type { ZooSpec } from './zoo.types'

const trainable = (): readonly ZooSpec[] => [
  { ...lenet5, source: 'LeCun et al. 1998, with ReLU, max pooling and full connections' },
  { ...cs231n, source: 'CS231n, the network of its home page' },
  { ...convnetjsCifar10, source: 'ConvNetJS, demo/cifar10' },
  { ...convnetjsMnist, source: 'ConvNetJS, demo/mnist' },
  { ...linear, source: 'CS231n, linear classification' },
  { ...filters32, source: 'CS231n, figure of an activation map' },
  { ...alexnetSmall, source: 'Krizhevsky et al. 2012, its layers at the size of CIFAR-10' },
  { ...inceptionSmall, source: 'Szegedy et al. 2014, one module at the size of CIFAR-10' },
  { ...resnetSmall, source: 'He et al. 2015, section 4.2, with one block in each stage' },
  { ...lenet5OfTanh, source: 'LeCun et al. 1998, with average pooling, full connections and softmax' },
  { ...small, source: 'Convscope' },
]

const large = (): readonly ZooSpec[] => [
  lenet5Of1998,
  alexnet,
  alexnetUngrouped,
  alexnet224,
  zfnet,
  zfnetWide,
  googlenet,
  googlenetHeads,
  vgg11,
  vgg13,
  vgg16,
  vgg19,
  vgg16Conv,
  ...resnets(),
  allConv,
]

const byId = (): ReadonlyMap<string, ZooSpec> =>
  new Map([...trainable(), ...large()].map((spec) => [spec.id, spec]))

/** All networks by name, as `npm run ledger` knows them. Marked as a call without effect, so that a bundle in which nobody asks for it leaves all these files out. */
export const zooSpecs = /* @__PURE__ */ byId()
