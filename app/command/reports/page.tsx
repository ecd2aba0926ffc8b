import type { Metadata } from 'next'
import { Board } from './board'

export const metadata: Metadata = { title: '日报 · 卡口 Kakou' }

export default function Page() {
  return <Board />
}
