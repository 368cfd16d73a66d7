import type { DataSetId } from '../protocol'
import type { Shape } from '../shape'
import type { Text } from '../text'

/** What is known of a set of pictures before one of them has come. */
export interface DataSet {
  readonly id: DataSetId
  readonly name: Text
  readonly shape: Shape
  /** Names of the classes, by label. */
  readonly classes: readonly Text[]
  readonly licence: Text
  /** Made by a program, and said so wherever it is shown. */
  readonly synthetic: boolean
  /** Whether a mirror image is a picture of the same class. */
  readonly mayFlip: boolean
}

const text = (en: string, zh: string): Text => ({ en, zh })

const cifar10: DataSet = {
  id: 'cifar10',
  name: text('CIFAR-10', 'CIFAR-10'),
  shape: { c: 3, h: 32, w: 32 },
  classes: [
    text('airplane', '飞机'),
    text('automobile', '汽车'),
    text('bird', '鸟'),
    text('cat', '猫'),
    text('deer', '鹿'),
    text('dog', '狗'),
    text('frog', '青蛙'),
    text('horse', '马'),
    text('ship', '船'),
    text('truck', '卡车'),
  ],
  licence: text(
    'CIFAR-10: A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009. Its authors state no licence and ask for this citation.',
    'CIFAR-10：A. Krizhevsky，Learning Multiple Layers of Features from Tiny Images，2009。作者未声明许可证，要求引用此文。',
  ),
  synthetic: false,
  mayFlip: true,
}

const mnist: DataSet = {
  id: 'mnist',
  name: text('MNIST', 'MNIST'),
  shape: { c: 1, h: 28, w: 28 },
  classes: Array.from({ length: 10 }, (_, digit) => text(String(digit), String(digit))),
  licence: text(
    'MNIST: Y. LeCun and C. Cortes, CC BY-SA 3.0.',
    'MNIST：Y. LeCun 与 C. Cortes，CC BY-SA 3.0。',
  ),
  synthetic: false,
  mayFlip: false,
}

const shapes: DataSet = {
  id: 'shapes',
  name: text('Shapes (synthetic)', '形状(合成)'),
  shape: { c: 3, h: 32, w: 32 },
  classes: [
    text('circle', '圆'),
    text('square', '正方形'),
    text('triangle', '三角形'),
    text('cross', '十字'),
    text('ring', '圆环'),
    text('star', '五角星'),
    text('heart', '心形'),
    text('horizontal bars', '横条纹'),
    text('vertical bars', '竖条纹'),
    text('checkerboard', '棋盘格'),
  ],
  licence: text(
    'Shapes: drawn by Convscope itself from a seed; free of rights.',
    '形状：由 Convscope 按随机种子自行绘制，无版权限制。',
  ),
  synthetic: true,
  mayFlip: false,
}

/** THE list of data sets. */
export const dataSets: Readonly<Record<DataSetId, DataSet>> = { cifar10, mnist, shapes }
