import type { Role } from '../../../components/controls/roles'
import type { Language } from '../../../engine/index'

/** The sentence beneath the title, its terms marked with their roles. */
export const lead: Readonly<Record<Language, readonly (string | readonly [Role, string])[]>> = {
  en: [
    'A convolutional network trains here, in your browser. Open it anywhere: every ',
    ['output', 'value'],
    ' leads to the ',
    ['input', 'window'],
    ' it read and the ',
    ['filter', 'weights'],
    ' it met.',
  ],
  zh: [
    '卷积神经网络(convolutional network)就在你的浏览器里训练。随时打开任何一处：每个',
    ['output', '值'],
    '都能追溯到它读取的',
    ['input', '窗口'],
    '和与之相乘的',
    ['filter', '权重'],
    '。',
  ],
}

export const texts = {
  title: { en: 'See a network learn. Follow any number.', zh: '看网络学习，追踪每一个数' },
  doors: { en: 'Where to go', zh: '去哪里' },
  lab: { en: 'Lab', zh: '实验室' },
  labLead: {
    en: 'Train real networks on real pictures. See every map, filter and gradient, and the arithmetic of any unit.',
    zh: '用真实图片训练真实网络，看到每一张激活图、每一个滤波器和梯度，以及任意神经元的完整算式。',
  },
  bench: { en: 'Layer sizes', zh: '公式台' },
  benchLead: {
    en: 'Type the numbers of a layer: its output, its cost, and why a setting does not fit.',
    zh: '输入一层的参数，得到输出大小和代价，并说明为什么放不下。',
  },
  output: { en: 'output', zh: '输出' },
  foot: {
    en: 'No account, no server, no tracking: everything is computed on this page.',
    zh: '无需账号，没有服务器，不做跟踪：一切都在本页计算。',
  },
  footKeys: { en: 'Press ? for all keys.', zh: '按 ? 查看全部按键。' },
  // the network at work
  figure: { en: 'A network at work', zh: '正在工作的网络' },
  train: { en: 'Train it', zh: '开始训练' },
  pause: { en: 'Pause', zh: '暂停' },
  again: { en: 'Start again', zh: '重新开始' },
  next: { en: 'Next picture', zh: '下一张' },
  step: { en: 'steps', zh: '步' },
  loss: { en: 'loss', zh: '损失' },
  right: { en: 'right', zh: '正确率' },
  untrained: {
    en: 'These are the maps of a network that has learned nothing yet.',
    zh: '这是一个还没有学过任何东西的网络的激活图。',
  },
  openInLab: { en: 'Open this network in the Lab', zh: '在实验室中打开这个网络' },
  oneUnit: { en: 'One unit', zh: '一个神经元' },
  point: {
    en: 'Choose a place on any map to follow its number.',
    zh: '在任意一张激活图上选一处，追踪那个数。',
  },
  starting: { en: 'The network is being made …', zh: '正在建立网络……' },
  input: { en: 'Input', zh: '输入' },
  scores: { en: 'What it says', zh: '网络的判断' },
}
