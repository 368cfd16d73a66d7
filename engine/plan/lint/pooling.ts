/** The chapter on pooling: 2×2 at stride 2, seldom 3×3 at stride 2; more loses too much. */
import { pairOf } from '../../layers/shared/window'
import { size } from '../../shape'
import type { Finding, Rule } from './advice'
import { withLayer } from './changes'

const LARGEST = 3

export const largePooling: Rule = (plan) =>
  plan.nodes.flatMap(({ id, layer, inputs, out, title }): Finding[] => {
    if (layer.type !== 'pool' || layer.kind === 'avg') return []
    const [fh, fw] = pairOf(layer.size)
    if (Math.max(fh, fw) <= LARGEST || (out.h === 1 && out.w === 1)) return []
    const dropped = Math.round((1 - size(out) / size(inputs[0])) * 1000) / 10
    return [
      {
        rule: 'large-pooling',
        node: id,
        severity: 'hint',
        text: {
          en: `${title.en} keeps one number of every ${fw}×${fh} window: ${dropped}% of the numbers are gone in one layer. Pooling larger than 3×3 is too destructive as a rule; 2×2 at stride 2 drops 75% and can be done again further on.`,
          zh: `${title.zh}在每个 ${fw}×${fh} 的窗口里只留一个数，一层就丢掉 ${dropped}% 的数。超过 3×3 的池化通常破坏性太大；2×2、步长 2 的池化丢掉 75%，后面还可以再做。`,
        },
        change: () => withLayer(plan.spec, id, { ...layer, size: 2, stride: 2, pad: 0 }),
      },
    ]
  })

export const poolingFirst: Rule = (plan) =>
  plan.nodes
    .filter(({ layer, from }) => layer.type === 'pool' && from[0] === 'input')
    .map(
      ({ id, title }): Finding => ({
        rule: 'pooling-first',
        node: id,
        severity: 'hint',
        text: {
          en: `${title.en} reads the picture itself: details are thrown away before any filter has looked for them. Begin with a convolution, or use a smaller picture.`,
          zh: `${title.zh}直接读取图像：还没有滤波器看过，细节就被丢掉了。请先接一个卷积层，或者直接用更小的图像。`,
        },
      }),
    )
