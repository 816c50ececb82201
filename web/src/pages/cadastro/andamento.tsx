import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { publicPages } from "@/messages/public";
import { Progress } from "@/screens/public/progress/Progress";

export default screen(Progress, { texts: [publicPages], frame: inPublicFrame });
