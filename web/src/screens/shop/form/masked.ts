import type { ChangeEvent, FocusEvent } from "react";

type Handlers = {
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  onBlur: (event: FocusEvent<HTMLInputElement>) => void;
};

/** For `register`: gives a text its usual look while it grows at its end, and when it is left. */
export function masked(mask: (text: string) => string, put: (text: string) => void): Handlers {
  const dress = (text: string): void => {
    if (mask(text) !== text) put(mask(text));
  };
  return {
    // In the middle of the text the caret would jump.
    onChange: ({ target }) => target.selectionStart === target.value.length && dress(target.value),
    onBlur: ({ target }) => dress(target.value),
  };
}
