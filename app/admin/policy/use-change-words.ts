'use client'

import { useMemo } from 'react'
import { MINUTE_MS } from '#domain/instant'
import type { AskLevel, Checklist, RiskArea, Rule } from '#domain/policy/policy'
import type { PolicyChange } from '#domain/policy/policy-changes'
import { alertTimes } from '../../_text/alert-times'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useSupplyName } from '../../_text/supplies'
import { useFormat } from '../../_text/use-format'

interface ChangeWords {
  what: string
  /** Null: it was not there, or is gone. */
  before: string | null
  after: string | null
}

/** A change of the policy in the reader's words. */
export const useChangeWords = (): ((change: PolicyChange) => ChangeWords) => {
  const words = useText(policy)
  const alertWords = useText(alertTimes)
  const format = useFormat()
  const supplyName = useSupplyName()
  return useMemo(() => {
    const minutes = (value: unknown) => `${Number(value)} ${words.units.minutes}`
    const ask = (value: unknown) => words.levelShort[value as AskLevel] ?? String(value)
    const day = (at: string) => `${format.date(at)} ${format.time(at)}`
    const area = (value: RiskArea) =>
      [
        value.part ?? value.code ?? '',
        value.plates.join(' '),
        words.risk[value.level],
        `${day(value.from)} – ${value.to === null ? words.unlimited : day(value.to)}`,
      ]
        .filter((text) => text !== '')
        .join(' · ')
    const rule = (value: Rule) =>
      [
        value.document,
        words.disposition[value.disposition],
        value.days > 0 ? words.days(value.days) : '',
        value.asks === null ? '' : ask(value.asks),
        value.order,
      ]
        .filter((text) => text !== '')
        .join(' · ')
    const list = (value: Checklist) =>
      `${words.checklist.uses[value.use]} · ${format.list(value.items.map((item) => item.text))}`

    const named = <T extends { name: string }>(
      label: (name: string) => string,
      show: (value: T) => string,
      { before, after }: PolicyChange,
    ): ChangeWords => {
      const [old, next] = [before as T | null, after as T | null]
      return {
        what: label((next ?? old)?.name ?? ''),
        before: old === null ? null : show(old),
        after: next === null ? null : show(next),
      }
    }
    const plain = (what: string, show: (value: unknown) => string, { before, after }: PolicyChange): ChangeWords => ({
      what,
      before: before === null ? null : show(before),
      after: after === null ? null : show(after),
    })

    return (change) => {
      const [head = '', ...rest] = change.path.slice(1).split('/')
      const tail = rest.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      const last = tail.at(-1) ?? ''
      const { times } = words
      switch (head) {
        case 'thresholds':
          return plain(
            `${times.thresholds} · ${times.site[last as keyof typeof times.site] ?? last}`,
            (value) => `${Number(value).toFixed(1)} ${words.units.celsius}`,
            change,
          )
        case 'recheckMinutes':
          return plain(times.recheckMinutes, minutes, change)
        case 'level':
          return plain(words.path.level, ask, change)
        case 'levelAt':
          return plain(words.path.levelAt(last), ask, change)
        case 'stateTimes': {
          const what = last === 'offlineAfterMs' ? times.offline : times.quiet
          return plain(what, (value) => minutes(Number(value) / MINUTE_MS), change)
        }
        case 'deadlines':
          if (last === 'reports') return plain(times.reports, (value) => (value as string[]).join(' '), change)
          if (last === 'remindMinutes') return plain(times.remind, minutes, change)
          return plain(alertWords.alert[last as keyof typeof alertWords.alert] ?? last, minutes, change)
        case 'alertLimits':
          return plain(
            last === 'queueVehicles' ? alertWords.queueVehicles : alertWords.stockLow(supplyName(last)),
            String,
            change,
          )
        case 'riskAreas':
          return named(words.path.area, area, change)
        case 'rules':
          return named(words.path.rule, rule, change)
        case 'checklists':
          return named(words.path.checklist, list, change)
        case 'watchlist': {
          const count = (value: unknown) => words.path.watchCount(Number(value))
          return last === 'count'
            ? plain(words.path.watchlist, count, change)
            : plain(words.path.watchlist, (value) => words.version(String(value)), change)
        }
        default:
          return plain(change.path, String, change)
      }
    }
  }, [words, alertWords, format, supplyName])
}
