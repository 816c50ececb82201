import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { NewProfissionalScreen } from "@/screens/shop/profissionais/NewProfissionalScreen";

export default screen(NewProfissionalScreen, { texts: [shop, setup], frame: inShopFrame });
