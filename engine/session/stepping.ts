import { checkTraining } from '../plan/check-training'
import type { Plan } from '../plan/plan.types'
import { checkSession } from '../plan/session-memory'
import type { Problem, TrainSettings } from '../protocol'
import type { Beats } from './beats'
import type { Checkpoints } from './checkpoints'
import type { DataDesk } from './data-desk'
import type { Opened } from './opened'
import type { Question } from './replies'
import type { Speed } from './speed'

/** How the open network trains: by which settings, and how many steps were asked for by number. */
export interface Stepping {
  /** Throws before a network has been opened. */
  readonly settings: TrainSettings
  /** A network has been made that is to train so. */
  begin(settings: TrainSettings): void
  /** Throws SpecError where the network cannot train on these pictures, or on so few of them. */
  train(question: Question<'train'>): void
  /** Answers when the steps are done, or something else is wanted. Throws as `train` does. */
  step(question: Question<'step'>): void
  /** The steps that were asked for are done, or something else is wanted now. */
  settle(): void
  /** A step cannot be done at all. */
  refuse(problem: Problem): void
}

export interface SteppingContext {
  /** The network that stands now. Throws without one. */
  readonly live: () => Opened
  readonly desk: DataDesk
  readonly beats: Beats
  readonly speed: Speed
  readonly checkpoints: Checkpoints
}

export function createStepping({ live, desk, beats, speed, checkpoints }: SteppingContext): Stepping {
  let settings: TrainSettings | null = null
  let counting: Question<'step'> | null = null

  function known(): TrainSettings {
    if (!settings) throw new RangeError('no network has been opened')
    return settings
  }

  function checkExamples(plan: Plan, batch: number): void {
    checkTraining(plan, batch)
    desk.checkClasses(plan)
  }

  function settle(): void {
    counting?.answer({ step: live().trainer.stepCount })
    counting = null
    checkpoints.changed()
    beats.changed()
  }

  return {
    get settings() {
      return known()
    },
    begin(next) {
      settings = next
    },
    train({ ask, answer }) {
      const { network, training, trainer } = live()
      const { update, batch, stepsPerSecond } = ask.settings
      checkSession(network.plan, { batch, optimiser: update.type, grownFrom: network.batch })
      if (ask.on) checkExamples(network.plan, batch)
      trainer.configure(ask.settings)
      settings = ask.settings
      if (ask.on) training.play(stepsPerSecond)
      else training.pause()
      settle()
      speed.pause()
      answer({ step: trainer.stepCount })
    },
    step(question) {
      const { network, training } = live()
      checkExamples(network.plan, known().batch)
      settle()
      counting = question
      training.count(question.ask.count)
    },
    settle,
    refuse(problem) {
      counting?.refuse(problem)
      counting = null
      settle()
    },
  }
}
