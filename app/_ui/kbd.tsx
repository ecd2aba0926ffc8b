import styles from './kbd.module.css'

/** A key, beside the act that it does. */
export const Kbd = ({ children }: { children: string }) => <kbd className={styles.kbd}>{children}</kbd>
