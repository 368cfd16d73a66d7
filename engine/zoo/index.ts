/** The networks that the Lab offers; `specs.ts` has all. A new one is one file and one line in each. */
import { convnetjsCifar10 } from './convnetjs-cifar10'
import { convnetjsMnist } from './convnetjs-mnist'
import { cs231n } from './cs231n'
import { filters32 } from './filters32'
import { lenet5 } from './lenet5'
import { linear } from './linear'
import { small } from './small'
import type { ZooEntry } from './zoo.types'

export const zoo: ReadonlyMap<string, ZooEntry> = new Map(
  [cs231n, convnetjsCifar10, convnetjsMnist, lenet5, filters32, linear, small].map((entry) => [
    entry.id,
    entry,
  ]),
)
