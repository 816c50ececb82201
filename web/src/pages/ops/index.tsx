import { useRouter } from "next/router";
import { useEffect } from "react";
import { screen } from "@/base/screen";
import { Skeleton } from "@/components/States";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";

/** The operators' front door leads to the sign-ups. */
function OpsHome() {
  const router = useRouter();
  useEffect(() => void router.replace("/ops/sagas"), [router]);
  return <Skeleton lines={4} />;
}

export default screen(OpsHome, { texts: [ops], frame: inOpsFrame });
