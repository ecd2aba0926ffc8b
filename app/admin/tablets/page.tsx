import { Tablets } from './tablets'

export default function Page() {
  return <Tablets />
}
