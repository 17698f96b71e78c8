import type { ComponentProps } from 'react';
import css from './button.module.css';

interface Props extends ComponentProps<'button'> {
  readonly look?: 'main' | 'quiet' | 'danger';
}

/** A button. One that cannot be used now is better `aria-disabled` with the reason beside it than `disabled`: it can be found and read. */
export function Button({ look, className, ...rest }: Props) {
  const classes = [css['button'], look === undefined ? undefined : css[look], className];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />;
}
