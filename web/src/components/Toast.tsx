import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "./Button";
import { cx } from "./cx";

/** `about`: what it undoes; `say.over(about)` takes the offer away, for what was done since makes it a lie. */
type Act = { label: string; onClick: () => void; about?: string };
type Said = { id: number; kind: "done" | "failed"; text: string; act?: Act | undefined };
type Say = {
  done: (text: string, act?: Act) => void;
  failed: (text: string, act?: Act) => void;
  over: (about: string) => void;
};

const SHOWN_MS = { done: 6000, failed: 12000 };
// Who has wet hands needs longer than the eye to come back to a button.
const ACT_MS = 12000;
// How soon to look again at one that somebody was reading.
const HELD_MS = 2000;
const AT_ONCE = 3;
let lastId = 0;
const SayContext = createContext<Say>({ done: () => undefined, failed: () => undefined, over: () => undefined });

/** `say.done("Salvo")`, `say.failed("…")`: a word about what just happened, which goes by itself; with an act: "Desfazer". */
export function useSay(): Say {
  return useContext(SayContext);
}

/** Where toasts appear; stands once around the whole application. Of our own: a library's weighs 18 kB at first load. */
export function Toasts({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<Said[]>([]);
  const forget = useCallback((id: number) => setSaid((all) => all.filter((one) => one.id !== id)), []);
  const say = useMemo<Say>(() => {
    const add = (kind: Said["kind"]) => (text: string, act?: Act) =>
      setSaid((all) => [...all, { id: ++lastId, kind, text, act }].slice(-AT_ONCE));
    const over = (about: string) => setSaid((all) => all.filter(({ act }) => act?.about !== about));
    return { done: add("done"), failed: add("failed"), over };
  }, []);
  return (
    <SayContext value={say}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-24 z-50 flex flex-col items-center gap-2 max-md:[body:has([data-save-bar])_&]:bottom-40 md:inset-x-auto md:right-6 md:bottom-6 md:items-end"
      >
        {said.map((one) => (
          <Toast key={one.id} said={one} forget={forget} />
        ))}
      </div>
    </SayContext>
  );
}

function Toast({ said, forget }: { said: Said; forget: (id: number) => void }) {
  const t = useTranslations("common");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer = setTimeout(leave, said.act ? ACT_MS : SHOWN_MS[said.kind]);
    // Under the pointer or with the focus inside, it waits: nobody reads against a clock.
    function leave() {
      if (box.current?.matches(":hover, :focus-within")) timer = setTimeout(leave, HELD_MS);
      else forget(said.id);
    }
    return () => clearTimeout(timer);
  }, [said, forget]);
  const Icon = said.kind === "failed" ? CircleAlert : CircleCheck;
  const close = () => forget(said.id);
  return (
    <div
      role={said.kind === "failed" ? "alert" : undefined}
      ref={box}
      className={cx(
        "pointer-events-auto flex w-full max-w-md animate-rise items-center gap-3 rounded-lg py-1.5 pr-1.5 pl-4",
        "bg-ink text-ground shadow-far",
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <p className="flex-1 font-medium">{said.text}</p>
      {said.act && (
        <button
          type="button"
          className="min-h-11 cursor-pointer rounded-full px-3 font-bold underline underline-offset-4"
          onClick={() => {
            said.act?.onClick();
            close();
          }}
        >
          {said.act.label}
        </button>
      )}
      <IconButton label={t("close")} inherit onClick={close}>
        <X aria-hidden className="size-5" />
      </IconButton>
    </div>
  );
}
