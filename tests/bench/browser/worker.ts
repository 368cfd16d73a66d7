import { groups } from '../groups/index'
import { runGroups } from '../run-groups'
import type { Ask, Told } from './messages'
import { browserEnvironment } from './workers'

const tell = (told: Told): void => self.postMessage(told)

self.onmessage = async ({ data }: MessageEvent<Ask>) => {
  const progress = (share: number, note: string): void => tell({ type: 'progress', share, note })
  try {
    tell({ type: 'report', report: await runGroups(groups, data, browserEnvironment, progress) })
  } catch (error) {
    tell({ type: 'failed', message: String(error) })
  }
}
