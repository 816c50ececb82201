import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { access } from "@/messages/access";
import { ConfirmEmail } from "@/screens/public/access/ConfirmEmail";

export default screen(ConfirmEmail, { texts: [access], frame: inPublicFrame });
