import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { access } from "@/messages/access";
import { NewPassword } from "@/screens/public/access/NewPassword";

export default screen(NewPassword, { texts: [access], frame: inPublicFrame });
