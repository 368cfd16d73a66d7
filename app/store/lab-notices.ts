import { dataSets, grouped, type Plan, type Text } from '../../engine/index'
import type { DataSetId, Problem, Stopped } from '../../engine/protocol'
import type { LabAction, LabNotice } from './lab.types'

/** Every sentence the Lab says by itself. The worker sends codes and numbers; this is where they become words. */

const labels: Readonly<Record<LabAction, Text>> = {
  'lower-rate-and-continue': { en: 'Continue with a tenth of the rate', zh: '学习率降为十分之一后继续' },
  continue: { en: 'Continue', zh: '继续' },
  'use-shapes': { en: 'Use Shapes instead', zh: '改用形状数据集' },
  'retry-data': { en: 'Try again', zh: '重试' },
  'restart-worker': { en: 'Start again', zh: '重新启动' },
  dismiss: { en: 'Dismiss', zh: '知道了' },
}

function notice(kind: LabNotice['kind'], title: Text, body: Text, ...actions: LabAction[]): LabNotice {
  return { kind, title, body, actions: actions.map((action) => ({ label: labels[action], action })) }
}

export function workerReplaced(step: number, training: boolean): LabNotice {
  const title = { en: 'The engine was replaced', zh: '计算引擎已更换' }
  const body = training
    ? {
        en: `It had stopped working; a fresh one goes on from step ${grouped(step)}.`,
        zh: `原来的引擎停止了工作，新引擎从第 ${grouped(step)} 步继续训练。`,
      }
    : {
        en: `It had stopped working; a fresh one stands at step ${grouped(step)}.`,
        zh: `原来的引擎停止了工作，新引擎停在第 ${grouped(step)} 步。`,
      }
  return notice('info', title, body, 'dismiss')
}

export const workerFailed: LabNotice = notice(
  'warning',
  { en: 'The engine cannot be kept running', zh: '计算引擎无法保持运行' },
  {
    en: 'It died three times within a minute. The browser may be short of memory: close other tabs, then start it again; it goes on from the last good step.',
    zh: '它在一分钟内停止了三次。可能是浏览器内存不足：请关闭其他标签页再重新启动，训练会从最后的正常步继续。',
  },
  'restart-worker',
)

/** It has never answered. */
export const workerMissing: LabNotice = notice(
  'warning',
  { en: 'The engine cannot be started', zh: '无法启动计算引擎' },
  {
    en: 'Its script could not be loaded, or does not answer. Check the connection, then start it again or reload the page.',
    zh: '它的脚本无法载入，或没有响应。请检查网络连接，然后重新启动，或刷新页面。',
  },
  'restart-worker',
)

export function notFinite(stopped: Stopped, plan: Plan, rate: number): LabNotice {
  const step = grouped(stopped.step)
  const layer = stopped.node === null ? null : plan.node(stopped.node).title
  const title = {
    en: `Stopped at step ${step}: not a finite number`,
    zh: `已停在第 ${step} 步：出现了非有限值`,
  }
  const where = layer
    ? {
        en: `The output of ${layer.en} grew beyond all bounds.`,
        zh: `${layer.zh} 的输出超出了可表示的范围。`,
      }
    : stopped.code === 'loss-not-finite'
      ? { en: 'The loss grew beyond all bounds.', zh: '损失超出了可表示的范围。' }
      : { en: 'The weights grew beyond all bounds.', zh: '权重超出了可表示的范围。' }
  const remedy = {
    en: `The learning rate, ${rate}, is probably too large. Nothing of this step was kept.`,
    zh: `学习率 ${rate} 很可能太大。这一步的更新没有保留。`,
  }
  const body = { en: `${where.en} ${remedy.en}`, zh: `${where.zh}${remedy.zh}` }
  return notice('warning', title, body, 'lower-rate-and-continue', 'dismiss')
}

/** No picture of the set can be had. `kept`: the set that stays in its place. */
export function dataMissing(set: DataSetId, problem: Problem, kept?: DataSetId | null): LabNotice {
  const { name } = dataSets[set]
  const title = { en: `${name.en} cannot be loaded`, zh: `无法载入 ${name.zh}` }
  const cause = causeOf(problem)
  if (!kept) return notice('warning', title, cause, 'use-shapes', 'retry-data')
  const stays = dataSets[kept].name
  const body = {
    en: `${cause.en} ${stays.en} stays; choose again to retry.`,
    zh: `${cause.zh}仍用 ${stays.zh}；重试请再选一次。`,
  }
  return notice('warning', title, body, 'dismiss')
}

/** Some pictures are missing; training goes on with the others. */
export function packMissing(set: DataSetId, problem: Problem): LabNotice {
  const { name } = dataSets[set]
  const cause = causeOf(problem)
  const title = { en: `A part of ${name.en} is missing`, zh: `${name.zh} 缺少一部分` }
  const body = {
    en: `${cause.en} Training goes on with the pictures that are there.`,
    zh: `${cause.zh}训练用已有的图片继续。`,
  }
  return notice('warning', title, body, 'retry-data', 'dismiss')
}

function causeOf({ code, values }: Problem): Text {
  const file = String(values.file ?? '')
  if (code === 'data-unavailable' && typeof values.status === 'number') {
    return {
      en: `The file ${file} could not be fetched (status ${values.status}).`,
      zh: `文件 ${file} 无法获取（状态 ${values.status}）。`,
    }
  }
  if (values.found === 'html') {
    return {
      en: `The file ${file} came as a web page (a login?).`,
      zh: `文件 ${file} 的内容是网页（登录页？）。`,
    }
  }
  if (code === 'data-malformed') {
    return {
      en: `The file ${file} is not what it should be: found ${values.found}, expected ${values.expected}.`,
      zh: `文件 ${file} 的内容不对：读到 ${values.found}，应为 ${values.expected}。`,
    }
  }
  return {
    en: file ? `The file ${file} could not be reached.` : 'Its files could not be reached.',
    zh: file ? `无法连接以获取文件 ${file}。` : '无法连接以获取它的文件。',
  }
}

/** `text`: the engine's own sentence, with the sum term by term. */
export const tooLarge = (text: Text): LabNotice =>
  notice('warning', { en: 'Too large for this page', zh: '超出本页的内存上限' }, text, 'dismiss')

/** `cause`: the engine's own sentence, where it has one. */
export const stepRefused = ({ code }: Problem, cause: Text | null): LabNotice =>
  notice(
    'warning',
    { en: 'This step cannot be taken', zh: '无法执行这一步' },
    cause ?? {
      en: `The engine cannot train on such a batch (${code}). Nothing has changed.`,
      zh: `计算引擎无法用这样的批次训练（${code}）。什么都没有改变。`,
    },
    'dismiss',
  )

/** The settings of before are in force again. `cause` as above. */
export const settingsRefused = ({ code }: Problem, cause: Text | null): LabNotice =>
  notice(
    'warning',
    { en: 'These settings were refused', zh: '这些设置未被接受' },
    cause ?? {
      en: `The engine cannot train with them (${code}); those of before are in force.`,
      zh: `计算引擎无法按这些设置训练(${code})；仍使用之前的设置。`,
    },
    'dismiss',
  )

/** `step`: where the Lab's own run stands. */
export const runKept = (step: number): LabNotice =>
  notice(
    'info',
    { en: 'Your run in the Lab was kept', zh: '已保留实验室中的训练' },
    {
      en: `It stands at step ${grouped(step)}; the small network of the start page was not put in its place.`,
      zh: `它在第 ${grouped(step)} 步；首页的小网络没有取代它。`,
    },
    'dismiss',
  )

export const trainedWeightsMissing: LabNotice = notice(
  'warning',
  { en: 'The trained weights cannot be loaded', zh: '无法载入训练好的权重' },
  { en: 'The network has started with fresh ones instead.', zh: '网络改用新的随机权重开始。' },
  'dismiss',
)

export const notOpened: LabNotice = notice(
  'warning',
  { en: 'The network could not be opened', zh: '无法打开这个网络' },
  {
    en: 'The engine does not take it as it stands. Choose another network, or start again.',
    zh: '计算引擎无法接受它。请选择另一个网络，或重新启动。',
  },
  'restart-worker',
)

/** `index`: from 0, as in the link. */
export const pictureMissing = (index: number): LabNotice =>
  notice(
    'info',
    { en: 'No such picture', zh: '没有这张图片' },
    {
      en: `Picture ${grouped(index)} is not there; the first one is shown.`,
      zh: `没有第 ${grouped(index)} 号图片，现在显示第一张。`,
    },
    'dismiss',
  )
