'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../_live/api'
import type { MapData } from '../../_map/map-data'
import { Engine } from './engine'
import type { Question, Stations, TrialAnswer } from './messages'

interface TrialState {
  phase: 'opening' | 'ready' | 'failed'
  reason: 'network' | 'roads'
  /** The newest answer; it may be of the what-if before. Null where nothing is tried. */
  answer: TrialAnswer | null
}

const OPENING: TrialState = { phase: 'opening', reason: 'network', answer: null }

const openWorker = () => new Worker(new URL('./coverage.worker.ts', import.meta.url), { type: 'module' })

/**
 * The engine for as long as the room is open: it learns the network once, the stations whenever the result in force is
 * another (`version`), and tries what it is asked. Null asks nothing; an answer to another `subject` is not shown.
 */
export const useTrial = (
  data: MapData | null,
  version: string,
  subject: string,
  question: Question | null,
): TrialState & { retry: () => void } => {
  const [state, setState] = useState<TrialState>(OPENING)
  const [turn, setTurn] = useState(0)
  const engine = useRef<Engine | null>(null)
  const wanted = useRef(question)
  wanted.current = question
  const told = useRef('')
  const imported = data?.background.import ?? null
  const background = useRef(data?.background)
  background.current = data?.background

  useEffect(() => {
    void turn
    const ground = background.current
    if (imported === null || !ground) return
    setState((before) => ({ ...OPENING, answer: before.answer }))
    const made = new Engine(openWorker(), (event) => {
      if (event.kind === 'tried') setState((before) => ({ ...before, answer: event.answer }))
      else if (event.kind === 'opened') setState((before) => ({ ...before, phase: 'ready' }))
      else setState({ phase: 'failed', reason: event.reason, answer: null })
    })
    engine.current = made
    let current = true
    void api.get<Stations>('/coverage/stations').then((answer) => {
      if (!current) return
      if (!answer.ok) return setState({ phase: 'failed', reason: 'network', answer: null })
      told.current = JSON.stringify(answer.value)
      const { boundary, places } = ground
      const roads = `/api/v1/coverage/roads/${encodeURIComponent(imported)}`
      made.open({ roads, polygons: boundary.coordinates, places: [...places], stations: answer.value })
      if (wanted.current) made.try(wanted.current)
    })
    return () => {
      current = false
      made.close()
      engine.current = null
      told.current = ''
    }
  }, [imported, turn])

  useEffect(() => {
    void version
    if (told.current === '') return
    let current = true
    void api.get<Stations>('/coverage/stations').then((answer) => {
      // Without an answer the last known stations stay: a what-if on them is better than none.
      if (!current || !answer.ok || JSON.stringify(answer.value) === told.current) return
      told.current = JSON.stringify(answer.value)
      engine.current?.stations(answer.value)
      if (wanted.current) engine.current?.try(wanted.current)
    })
    return () => {
      current = false
    }
  }, [version])

  useEffect(() => {
    void subject
    setState((before) => (before.answer === null ? before : { ...before, answer: null }))
  }, [subject])

  useEffect(() => {
    if (question) engine.current?.try(question)
  }, [question])

  const retry = useCallback(() => setTurn((before) => before + 1), [])
  return { ...state, retry }
}
