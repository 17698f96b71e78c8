import { startTransition, useState } from 'react';

interface Props {
  readonly label: string;
  readonly placeholder: string;
  /** As the address has it. */
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly id?: string;
  readonly className?: string | undefined;
}

/**
 * A search whose words stand in the address. While somebody types, the field shows what they typed: the address, and the list with it,
 * follow a moment later and take no letter back. Otherwise it shows what the address says.
 */
export function Search({ label, placeholder, text, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      {...rest}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={typed ?? text}
      onChange={({ target }) => {
        setTyped(target.value);
        startTransition(() => onChange(target.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
