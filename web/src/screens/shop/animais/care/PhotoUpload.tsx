import { Camera, ImagePlus } from "lucide-react";
import { type ChangeEvent, type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Banner } from "@/components/Banner";
import { Button } from "@/components/Button";
import { ChoiceField } from "@/components/Choice";
import { cx } from "@/components/cx";
import { useSay } from "@/components/Toast";
import type { Animal } from "../queries";
import { type Purpose, usePhotoUpload } from "./usePhotoUpload";

const PURPOSES = ["foto", "antes", "depois", "perfil"] as const;

/** New photos: what they are, then the camera or the phone's own pictures. */
export function PhotoUpload({ animal }: { animal: Animal }) {
  const t = useTranslations("animal.photos");
  const say = useSay();
  const [picked, setPicked] = useState<Purpose | null>(null);
  const purpose = picked ?? (animal.foto_id === null ? "perfil" : "foto");
  const { send, retry, refusals, progress } = usePhotoUpload(animal.id, (count) => say.done(t("sent", { count })));
  const busy = progress !== null;
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    // The same photo may be chosen again after a refusal.
    event.target.value = "";
    if (files.length > 0) void send(files, purpose);
  };
  return (
    <div className="flex flex-col gap-4">
      <ChoiceField
        label={t("what")}
        name="purpose"
        picked={purpose}
        onChange={(event) => setPicked(PURPOSES.find((one) => one === event.target.value) ?? null)}
        options={PURPOSES.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <div className="flex flex-wrap gap-3">
        <FilePick busy={busy} onChange={take} camera>
          <Camera aria-hidden className="size-5" />
          {t("camera")}
        </FilePick>
        <FilePick busy={busy} onChange={take} multiple={purpose !== "perfil"}>
          <ImagePlus aria-hidden className="size-5" />
          {t("choose")}
        </FilePick>
      </div>
      <div role="status" className={cx("flex flex-col gap-1", !busy && "hidden")}>
        {progress && (
          <>
            <p className="text-sm text-ink-soft">
              {t("sending", { at: Math.min(progress.done + 1, progress.total), total: progress.total })}
            </p>
            <progress
              aria-label={t("progress")}
              className="h-2 w-full accent-brand"
              // One alone has no steps to show: the bar moves by itself.
              {...(progress.total > 1 && { value: progress.done, max: progress.total })}
            />
          </>
        )}
      </div>
      {refusals.length > 0 && (
        <Banner
          kind="danger"
          title={t("refused.title", { count: refusals.length })}
          action={
            refusals.some(({ passing }) => passing) && (
              <Button look="secondary" onClick={() => void retry()}>
                {t("refused.retry")}
              </Button>
            )
          }
        >
          <ul>
            {refusals.map(({ job, why }) => (
              <li key={job.key}>{t("refused.line", { name: job.name, why })}</li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}

function FilePick({
  busy,
  camera = false,
  multiple = false,
  onChange,
  children,
}: {
  busy: boolean;
  camera?: boolean;
  multiple?: boolean;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    // A desk has no camera to point at an animal.
    <span className={cx("relative", camera && "pointer-fine:hidden")}>
      <input
        id={id}
        type="file"
        accept="image/*"
        multiple={multiple}
        {...(camera && { capture: "environment" })}
        disabled={busy}
        onChange={onChange}
        className="peer sr-only"
      />
      <label
        htmlFor={id}
        className={cx(
          "inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-full border border-line-strong bg-surface px-5",
          "font-semibold transition-colors hover:border-brand hover:text-brand-strong peer-disabled:cursor-not-allowed",
          "peer-disabled:opacity-60 peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2",
          "peer-focus-visible:outline-focus",
        )}
      >
        {children}
      </label>
    </span>
  );
}
