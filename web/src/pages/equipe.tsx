import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { team } from "@/messages/team";
import { EquipeScreen } from "@/screens/shop/equipe/EquipeScreen";

export default screen(EquipeScreen, { texts: [team], frame: inShopFrame });
