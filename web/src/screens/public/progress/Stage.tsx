import { useEffect, useRef, useState } from "react";
import type { Connection, Saga } from "@/api/sagaStream";
import { cx } from "@/components/cx";
import { clearDraft, clearPending } from "@/storage/signup";
import { ShopFront } from "../art/ShopFront";
import { Building } from "./Building";
import { Ready } from "./Ready";
import { StepList } from "./StepList";
import { Stuck } from "./Stuck";
import { Undoing } from "./Undoing";
import { Undone } from "./Undone";
import { useElapsed } from "./useElapsed";
import { useOpening } from "./useOpening";
import { usePaced } from "./usePaced";
import { isSlow, type Stage as StageName, stageOf, type StepView, stepsOf } from "./view";

type Props = {
  sagaId: string;
  saga: Saga | undefined;
  connection: Connection | undefined;
  name: string | undefined;
};

/** Where the sign-up stands: what is said of it beside the steps, and the shop as far as it is built. */
export function Stage({ sagaId, saga, connection, name: pendingName }: Props) {
  // Remembered, since the device forgets it when the end was seen.
  const [name] = useState(pendingName);
  const real = stageOf(saga);
  const steps = stepsOf(saga);
  const done = steps.filter((step) => step.look === "done").length;
  const shown = usePaced(done);
  const stage = real === "ready" && shown < done ? "building" : real;
  const opening = useOpening(sagaId, real === "ready", stage === "ready");
  const elapsedMs = useElapsed(saga, real === "building");
  useEnd(stage, sagaId);
  const heading = useArrivalAt(stage, opening);
  const isSad = stage === "undone" || stage === "stuck";
  return (
    <div ref={heading} className="grid items-start gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_27rem]">
      <div className="flex min-w-0 flex-col gap-8">
        {stage === "building" && (
          <Building
            name={name}
            saga={saga}
            connection={connection}
            elapsedMs={elapsedMs}
            isSlow={isSlow(saga, elapsedMs)}
            steps={paced(steps, shown)}
          />
        )}
        {stage === "ready" && saga && <Ready saga={saga} name={name} opening={opening} />}
        {stage === "undoing" && <Undoing connection={connection} />}
        {stage === "undone" && saga && <Undone saga={saga} />}
        {stage === "stuck" && <Stuck sagaId={sagaId} />}
        {!isSad && <StepList steps={paced(steps, shown)} />}
      </div>
      <div
        aria-hidden
        className={cx(
          "lg:rounded-xl lg:bg-brand-tint lg:p-8",
          isSad ? "max-lg:w-64" : "max-lg:-order-1 max-lg:mx-auto max-lg:w-56",
        )}
      >
        <ShopFront {...(name && { name })} built={shown} isVacant={isSad} />
      </div>
    </div>
  );
}

/** What is done but has not been shown is still at work, and what comes after it waits. */
function paced(steps: StepView[], shown: number): StepView[] {
  const isBehind = steps[shown]?.look === "done";
  return steps.map((step, index) => {
    if (!isBehind || index < shown) return step;
    return { ...step, look: index === shown ? "running" : "waiting" };
  });
}

/** Once its end is on the screen there is nothing to come back to. */
function useEnd(stage: StageName, sagaId: string): void {
  useEffect(() => {
    if (stage === "ready" || stage === "undone") clearPending(sagaId);
    if (stage === "ready") clearDraft();
  }, [stage, sagaId]);
}

/** The focus goes to the new heading when what is on the screen became something else. */
function useArrivalAt(stage: string, opening: string) {
  const view = stage === "ready" ? `${stage}-${opening}` : stage;
  const last = useRef(view);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (last.current === view) return;
    last.current = view;
    root.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, [view]);
  return root;
}
