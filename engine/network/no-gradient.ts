import { SpecError } from '../shape'
import type { Text } from '../text'

/** Of a node, or of the picture, where none is kept. */
export function noGradient(id: string, train: boolean): SpecError {
  return new SpecError({
    code: 'unknown-node',
    node: id,
    values: { id },
    text: train ? ofPicture : untrained(id),
  })
}

const ofPicture: Text = {
  en: 'There is no gradient of the picture: it is computed only where it is asked for. Create the network with inputGradient: true.',
  zh: '没有图片的梯度：只有事先要求才会计算。请在创建网络时设置 inputGradient: true。',
}

const untrained = (id: string): Text => ({
  en: `There is no gradient of ${id}: the network was created with train: false. Leave that out.`,
  zh: `没有 ${id} 的梯度：创建网络时设置了 train: false。请去掉这个设置。`,
})
