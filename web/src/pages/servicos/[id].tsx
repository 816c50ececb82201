import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { EditServicoScreen } from "@/screens/shop/servicos/EditServicoScreen";

export default screen(EditServicoScreen, { texts: [shop, setup], frame: inShopFrame });
