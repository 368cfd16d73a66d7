/** Where the memory goes: activations in the first layers, weights in the first fully connected one. */
import { layerType } from '../../layers/index'
import { size } from '../../shape'
import { formatBytes, numeral } from '../numerals'
import type { Finding, Rule } from './advice'

/** Bytes per picture, activations and their gradients in float32. */
const MUCH = 32 * 2 ** 20

/** Maps as large as the picture. The chapter's example: three such layers of 64 filters at 224×224 take 73.5 MiB. */
export const earlyMemory: Rule = (plan): readonly Finding[] => {
  const { h, w } = plan.input
  const full = plan.nodes.filter(({ layer, out }) => out.h === h && out.w === w && !layerType(layer).inPlace)
  const numbers = full.reduce((sum, { out }) => sum + size(out), 0)
  if (numbers * 8 <= MUCH) return []
  const [{ id, title }] = full
  const [forward, both] = [formatBytes(numbers * 4), formatBytes(numbers * 8)]
  return [
    {
      rule: 'early-memory',
      node: id,
      severity: 'note',
      text: {
        en: `From ${title.en} on, ${full.length} layer${full.length === 1 ? '' : 's'} as large as the picture (${numeral(w)}×${numeral(h)}) keep ${numeral(numbers)} numbers: ${forward} per picture, ${both} with gradients. The usual compromise is made in the first layer: 7×7 at stride 2 (ZFNet) leaves a quarter, 11×11 at stride 4 (AlexNet) a sixteenth.`,
        zh: `从${title.zh}起，有 ${full.length} 层与图像一样大（${numeral(w)}×${numeral(h)}），要存 ${numeral(numbers)} 个数：每张图 ${forward}，连同梯度 ${both}。通常在第一层妥协：7×7、步长 2（ZFNet）只剩四分之一，11×11、步长 4（AlexNet）只剩十六分之一。`,
      },
    },
  ]
}

const MANY = 1_000_000

export const heavyFc: Rule = (plan) =>
  plan.nodes.flatMap(({ id, layer, inputs: [input], parameterCount, title }): Finding[] => {
    if (layer.type !== 'fc' || input.h * input.w === 1) return []
    const share = parameterCount / plan.parameterCount
    if (parameterCount < MANY || share <= 0.5) return []
    const averaged = (input.c + (layer.bias ? 1 : 0)) * layer.units
    const percent = `${Math.round(share * 100)}%`
    return [
      {
        rule: 'heavy-fc',
        node: id,
        severity: 'note',
        text: {
          en: `${title.en} holds ${numeral(parameterCount)} of ${numeral(plan.parameterCount)} parameters, ${percent}: a weight for each of ${numeral(size(input))} numbers and each unit. Averaging each map first, as GoogLeNet and ResNet do, would leave ${numeral(averaged)}.`,
          zh: `${title.zh}占了 ${numeral(plan.parameterCount)} 个参数中的 ${numeral(parameterCount)} 个（${percent}）：${numeral(size(input))} 个数与每个神经元之间都有一个权重。像 GoogLeNet 和 ResNet 那样先对每张图取平均，就只需 ${numeral(averaged)} 个。`,
        },
      },
    ]
  })
