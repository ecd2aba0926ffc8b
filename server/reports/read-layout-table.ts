import type { TransactionSql } from 'postgres'
import { NO_FIGURES, sumFigures, type Words } from '#domain/reports/report-columns'
import { type ReportTable, reportTable, type TableRow } from '#domain/reports/report-table'
import { daysBetween } from '#domain/reports/report-window'
import type { Layout } from '#protocol/layout'
import type { DailyBoard } from '#protocol/report'
import { inSnapshot } from '../../db/access/in-scope'
import { findIndicators, findIndicatorValues } from '../../db/stores/indicator-store'
import type { Core } from '../core'
import { done, type Outcome } from '../outcome'
import type { PersonActor } from '../people/actor'
import { boardTable } from './export-board'
import { findLayout, NO_LAYOUT } from './layouts'
import { boardOf } from './read-daily-board'
import { type ReportDays, reportDays } from './report-days'

const AREA: Words = { zh: '辖区', en: 'Area' }
const OWN: Words = { zh: '（本级）', en: ' (its own)' }

/** The jurisdiction itself, for what belongs to none below it, then those directly below, by code. */
const areasOf = (core: Core, scope: string) => {
  const within = [...core.checkpoints.jurisdictions()].filter(({ path }) => path.startsWith(scope))
  return within
    .filter(({ path }) => path === scope || !path.slice(scope.length, -1).includes('/'))
    .sort((a, b) => Number(b.path === scope) - Number(a.path === scope) || (a.code < b.code ? -1 : 1))
}

const areaRows = async (
  tx: TransactionSql,
  core: Core,
  {
    scope,
    board,
    days,
    indicators,
    language,
  }: {
    scope: string
    board: DailyBoard
    days: ReportDays
    indicators: readonly string[]
    language: keyof Words
  },
): Promise<TableRow[]> => {
  const areas = areasOf(core, scope)
  const paths = new Map([...core.checkpoints.all()].map(({ code, path }) => [code, path]))
  const areaOf = (path: string) =>
    areas.filter((area) => path.startsWith(area.path)).sort((a, b) => b.path.length - a.path.length)[0]?.path
  const values = await findIndicatorValues(tx, { path: scope, dates: daysBetween(days.from, days.date) })
  return areas.flatMap(({ code, name, path }) => {
    const own = path === scope
    const rows = board.rows.filter((row) => areaOf(paths.get(row.code) ?? '') === path)
    const entered = indicators.map((id) => {
      const there = values.filter((value) => value.path === path && value.indicator === id)
      return there.length === 0 ? null : there.reduce((sum, { today }) => sum + today, 0)
    })
    if (own && rows.length === 0 && entered.every((value) => value === null)) return []
    const figures = rows.length === 0 ? NO_FIGURES : sumFigures(rows)
    return [{ code, name: own ? name + OWN[language] : name, figures, entered }]
  })
}

const tableOf = async (
  tx: TransactionSql,
  core: Core,
  { layout, actor, days, language }: { layout: Layout; actor: PersonActor; days: ReportDays; language: keyof Words },
): Promise<ReportTable> => {
  const board = await boardOf(tx, core, actor, days)
  if (layout.rows === 'checkpoint') return { ...boardTable(board, language, layout.columns), name: layout.name }
  const known = (await findIndicators(tx)).filter(({ id }) => layout.indicators.includes(id))
  const rows = await areaRows(tx, core, {
    scope: actor.scope,
    board,
    days,
    indicators: known.map(({ id }) => id),
    language,
  })
  const byHand = known.map(({ name, unit }) => (language === 'zh' ? `${name}（${unit}）` : `${name} (${unit})`))
  return reportTable(rows, layout.columns, { name: layout.name, language, rowWord: AREA, byHand })
}

/** A department's table over the days that are asked for. */
export const readLayoutTable = async (
  core: Core,
  actor: PersonActor,
  asked: { id: string; date: string | null; from: string | null; language: keyof Words },
): Promise<Outcome<ReportTable & { date: string; from: string }>> => {
  const days = reportDays(core, actor, asked)
  if (!days.ok) return days
  const { date, from } = days.value
  return inSnapshot<Outcome<ReportTable & { date: string; from: string }>>(core.database, actor, async (tx) => {
    const layout = await findLayout(tx, asked.id)
    if (layout === null) return NO_LAYOUT
    const parts = { layout, actor, days: days.value, language: asked.language }
    return done({ date, from, ...(await tableOf(tx, core, parts)) })
  })
}
