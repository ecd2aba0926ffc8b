import { Planner } from './planner'

export default function Page() {
  return <Planner />
}
