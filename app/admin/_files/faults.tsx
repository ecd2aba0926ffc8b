'use client'

import type { Failure } from '../../_live/api'
import { files } from '../../_text/files'
import { useText } from '../../_text/language'
import list from '../_list/list.module.css'
import { type FileWords, ROWS_SHOWN } from './file-words'
import styles from './files.module.css'

type Words = Pick<FileWords<string>, 'columns' | 'expects'>

/** All that is wrong with a file, by row and column. `said`: where it is no file of rows at all. */
export const Faults = ({ failure, said, words }: { failure: Failure; said: string; words: Words }) => {
  const common = useText(files)
  const faults = failure.problem?.errors ?? []
  return (
    <div role="alert" className={styles.faults}>
      <p className={list.error}>
        {faults.length > 0
          ? common.faults(faults.length)
          : failure.problem?.detail === undefined
            ? said
            : common.noTable(failure.problem.detail)}
      </p>
      <ul>
        {faults.slice(0, ROWS_SHOWN).map((fault) => {
          const { where, column } = placeOf(fault.path)
          return (
            <li key={`${fault.path} ${fault.message}`}>
              <strong>
                {common.row(where)} · {words.columns[column] ?? column}
              </strong>{' '}
              {words.expects[column] || fault.message}
            </li>
          )
        })}
      </ul>
      {faults.length > ROWS_SHOWN ? <p>{common.more(faults.length - ROWS_SHOWN)}</p> : null}
    </div>
  )
}

/** `row 4, lng.0:` is of the column `lng`. */
const placeOf = (path: string): { where: string; column: string } => {
  const [where = '', column = ''] = path.replace(/:$/, '').split(', ')
  return { where, column: column.split('.')[0] ?? '' }
}
