/** The networks that the Lab offers; `specs.ts` has all. A new one is one file, one line there, and one here if the Lab is to offer it. */
import { alexnetSmall } from './alexnet-small'
import { convnetjsCifar10 } from './convnetjs-cifar10'
import { convnetjsMnist } from './convnetjs-mnist'
import { cs231n } from './cs231n'
import { filters32 } from './filters32'
import { inceptionSmall } from './inception-small'
import { lenet5 } from './lenet5'
import { lenet5OfTanh } from './lenet5-tanh'
import { linear } from './linear'
import { resnetSmall } from './resnet-small'
import { small } from './small'
import type { ZooEntry } from './zoo.types'

/** By name. */
export const zoo: ReadonlyMap<string, ZooEntry> = new Map(
  [
    cs231n,
    convnetjsCifar10,
    filters32,
    alexnetSmall,
    inceptionSmall,
    resnetSmall,
    convnetjsMnist,
    lenet5,
    lenet5OfTanh,
    linear,
    small,
  ].map((entry) => [entry.id, entry]),
)
