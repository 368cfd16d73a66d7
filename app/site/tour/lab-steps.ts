import type { TourStep } from './Tour'

/** One minute, left to right as the numbers flow. */
export const labSteps: readonly TourStep[] = [
  {
    anchor: 'picture',
    title: { en: 'One picture goes in', zh: '输入一张图片' },
    body: {
      en: 'All maps on this page are what the network makes of this picture. Take the next one, draw one, or open a file.',
      zh: '本页的所有激活图，都是网络对这张图片的计算结果。可以换下一张，自己画一张，或者打开一个文件。',
    },
  },
  {
    anchor: 'strip',
    title: { en: 'Layer by layer', zh: '一层接一层' },
    body: {
      en: 'Each column is a layer, each tile one activation map. Blue is positive, red negative, and zero has the colour of the paper: watch ReLU erase the red.',
      zh: '每一列是一层，每个小图是一张激活图。蓝为正，红为负，零与背景同色：看 ReLU 怎样擦掉红色。',
    },
  },
  {
    anchor: 'filters',
    title: { en: 'What is learned', zh: '学到的东西' },
    body: {
      en: 'These weights are the filters of the chosen layer. Training changes them, and nothing else.',
      zh: '这些权重就是所选层的滤波器。训练改变的只有它们。',
    },
  },
  {
    anchor: 'unit',
    title: { en: 'Follow one number', zh: '追踪一个数' },
    body: {
      en: 'Choose a place on any map. The blue window is what the unit reads, the orange weights multiply it, and the green value is what it becomes. A click chooses it; Pin holds the numbers while training goes on.',
      zh: '在任意一张激活图上选一处：蓝色窗口是这个神经元读到的，橙色权重与之相乘，绿色的值是结果。点击选定；“固定”在训练继续时保持数值。',
    },
  },
  {
    anchor: 'training',
    title: { en: 'Let it learn', zh: '开始学习' },
    body: {
      en: 'Train, pause, or take a single step. The maps, the filters and the curve change while you watch.',
      zh: '可以训练、暂停，或者只走一步。激活图、滤波器和曲线会在你眼前变化。',
    },
  },
  {
    anchor: 'settings',
    title: { en: 'Change it while it runs', zh: '边训练边调整' },
    body: {
      en: 'Rate, momentum, batch, L2, data set and picture change in mid-run; a new network starts anew. Try a rate that is too high: the page stops in time and says which layer broke.',
      zh: '学习率、动量、批大小、L2、数据集和图片都能在训练中改；换网络则从头开始。试试过大的学习率：页面会及时停下，并指出哪一层出了问题。',
    },
  },
]
