import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { team } from "@/messages/team";
import { EquipeScreen } from "@/screens/shop/equipe/EquipeScreen";

export default screen(EquipeScreen, { texts: [shop, team], frame: inShopFrame });
