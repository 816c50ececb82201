import { ImageOff } from "lucide-react";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/cx";
import { useImage } from "./queries";

/** An image of the shop's own store; while it comes, its place is kept. */
export function PhotoImage({
  animalId,
  photoId,
  size = "pequena",
  alt,
  className,
}: {
  animalId: number;
  photoId: number;
  size?: "pequena" | "grande";
  alt: string;
  className?: string;
}) {
  const t = useTranslations("animal.photos");
  const { data, error } = useImage(animalId, photoId, size);
  if (data) return <BlobImage blob={data} alt={alt} className={className} />;
  if (error) {
    return (
      <span
        className={cx("flex flex-col items-center justify-center gap-1 bg-sunken text-sm text-ink-soft", className)}
      >
        <ImageOff aria-hidden className="size-6" />
        {t("lost")}
      </span>
    );
  }
  return <span aria-hidden className={cx("block animate-breathe bg-sunken", className)} />;
}

function BlobImage({ blob, alt, className }: { blob: Blob; alt: string; className: string | undefined }) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(blob);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [blob],
  );
  return <img ref={show} alt={alt} className={className} />;
}
