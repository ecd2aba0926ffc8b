'use client'

import { useText } from '../_text/language'
import { planWords } from '../_text/planner-plan'
import { Button } from '../_ui/button'
import { Icon } from '../_ui/icons'
import { Kbd } from '../_ui/kbd'
import { toast } from '../_ui/toast'
import { NO_PLAN } from './_plan/plan'
import { changePlan, redoPlan, undoPlan, usePlan } from './_plan/plan-store'
import styles from './editor.module.css'

/** Acts on the plan as a whole, in the bar. */
export const PlanActs = () => {
  const words = useText(planWords)
  const { canUndo, canRedo } = usePlan()
  const share = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href)
      toast(words.shared)
    } catch {
      // Without HTTPS, or where the browser forbids it.
      toast(words.shareFailed)
    }
  }
  const clear = () => {
    changePlan(() => NO_PLAN)
    toast(words.cleared, undoPlan)
  }
  return (
    <div className={styles.acts}>
      <Button onClick={undoPlan} disabled={!canUndo} aria-keyshortcuts="Control+Z">
        <Icon name="undo" />
        <span className={styles.actWord}>{words.undo}</span>
        <Kbd>Ctrl Z</Kbd>
      </Button>
      <Button onClick={redoPlan} disabled={!canRedo} aria-keyshortcuts="Control+Shift+Z" aria-label={words.redo}>
        <span className={styles.mirrored}>
          <Icon name="undo" />
        </span>
      </Button>
      <Button onClick={() => void share()}>
        <Icon name="copy" />
        <span className={styles.actWord}>{words.share}</span>
      </Button>
      <ClearAct label={words.clear} onClear={clear} />
    </div>
  )
}

const ClearAct = ({ label, onClear }: { label: string; onClear: () => void }) => {
  const { plan } = usePlan()
  return (
    <Button onClick={onClear} disabled={plan === NO_PLAN} aria-label={label} title={label}>
      <Icon name="close" />
    </Button>
  )
}
