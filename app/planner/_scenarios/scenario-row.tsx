'use client'

import { useState } from 'react'
import type { Scenario } from '#protocol/scenario'
import { serverNow } from '../../_live/live-store'
import { useText } from '../../_text/language'
import { scenarioWords } from '../../_text/planner-scenarios'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { TextField } from '../../_ui/field'
import { RowMenu } from '../../_ui/row-menu'
import { toast } from '../../_ui/toast'
import { planOfWhatIf } from '../_plan/plan'
import { changePlan, undoPlan } from '../_plan/plan-store'
import { select } from '../selection'
import styles from './scenarios.module.css'
import type { useScenarios } from './use-scenarios'

/** Opens a kept plan in the editor: an act like any other, so that what was under way can be had back. */
export const openScenario = ({ id, plan }: Pick<Scenario, 'id' | 'plan'>): void => {
  changePlan(() => planOfWhatIf(plan))
  select({ scenario: id, layer: 'plan' })
}

/** One kept plan: a press opens it, the menu does the rest. */
export const ScenarioRow = ({
  scenario,
  isOpen,
  isAgainst,
  kept,
}: {
  scenario: Scenario
  isOpen: boolean
  isAgainst: boolean
  kept: ReturnType<typeof useScenarios>
}) => {
  const words = useText(scenarioWords)
  const failureWords = useFailureWords()
  const { dayAndTime } = useFormat()
  const [renaming, setRenaming] = useState<string | null>(null)
  const [ending, setEnding] = useState(false)
  const { id, name, changedBy, changedAt, promotedAt } = scenario

  const rename = async (next: string) => {
    const answer = await kept.change(scenario, { name: next })
    toast(answer.ok ? words.renamed(next) : failureWords(answer.failure))
    setRenaming(null)
  }
  const remove = async () => {
    setEnding(false)
    const answer = await kept.remove(scenario)
    toast(answer.ok ? words.removed(name) : failureWords(answer.failure))
    if (answer.ok && isOpen) select({ scenario: null })
    if (answer.ok && isAgainst) select({ against: null })
  }
  const copy = async () => {
    const address = `${window.location.origin}/planner?scenario=${id}`
    try {
      await navigator.clipboard.writeText(address)
      toast(words.link)
    } catch {
      toast(address)
    }
  }

  if (renaming !== null)
    return (
      <li>
        <form
          className={styles.keep}
          onSubmit={(event) => {
            event.preventDefault()
            void rename(renaming.trim())
          }}
        >
          <TextField
            label={words.name}
            value={renaming}
            maxLength={100}
            autoFocus
            onChange={(event) => setRenaming(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setRenaming(null)
            }}
          />
          <Button type="submit" disabled={renaming.trim() === ''}>
            {words.rename}
          </Button>
        </form>
      </li>
    )
  return (
    <li className={styles.row} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles.open}
        aria-label={words.open(name)}
        aria-pressed={isOpen}
        onClick={() => {
          openScenario(scenario)
          toast(words.opened(name), undoPlan)
        }}
      >
        <b>{name}</b>
        <span className={styles.note}>
          {words.by(changedBy.replace(/^(user|key):/, ''), dayAndTime(changedAt, serverNow()))}
          {promotedAt === null ? '' : ` · ${words.promoted}`}
        </span>
      </button>
      <RowMenu
        label={words.acts(name)}
        acts={[
          {
            name: isAgainst ? words.compareStop : words.compare,
            onSelect: () => select({ against: isAgainst ? null : id }),
          },
          { name: words.link, onSelect: () => void copy() },
          { name: words.rename, onSelect: () => setRenaming(name) },
          { name: words.remove, ending: true, onSelect: () => setEnding(true) },
        ]}
      />
      <Dialog
        open={ending}
        title={words.removeTitle(name)}
        act={words.remove}
        onAct={() => void remove()}
        onClose={() => setEnding(false)}
      >
        <p>{words.removeText}</p>
      </Dialog>
    </li>
  )
}
