import { labSteps } from './lab-steps'
import { Tour } from './Tour'

export default function LabSteps({ onEnd }: { onEnd: () => void }) {
  return <Tour steps={labSteps} {...{ onEnd }} />
}
