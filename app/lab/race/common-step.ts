import type { Racer } from '../../store/race.types'

/** The last step that all have reached: at another each is told of on its own. Who stopped or has not begun holds nobody back. */
export function commonStep(racers: readonly Pick<Racer, 'phase' | 'step' | 'history'>[]): number {
  const steps = racers
    .filter(({ phase, history }) => phase !== 'stopped' && history.points.length > 0)
    .map(({ step }) => step)
  return steps.length > 0 ? Math.min(...steps) : 0
}
