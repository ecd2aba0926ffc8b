import type { Metadata } from 'next'
import { Briefings } from './briefings'

export const metadata: Metadata = { title: '简报 · 卡口 Kakou' }

export default function Page() {
  return <Briefings />
}
